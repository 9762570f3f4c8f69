"""Findings in the formats of people and machines: one file each, `render(result) -> str`."""
