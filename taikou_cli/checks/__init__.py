"""Rules over a loaded plan: one rule, one file."""
