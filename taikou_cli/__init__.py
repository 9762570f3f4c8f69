"""taikou: a government's reform plan and its yearly evaluations, kept as YAML."""

__version__ = "0.1.0"
