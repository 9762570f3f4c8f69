"""Excel forms: what stands on them (`layout`), as workbooks (`excel`), and back (`returns`).

Each uses the ones before it, never one behind it.
"""
