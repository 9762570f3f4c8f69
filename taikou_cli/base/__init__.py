"""Small values that know nothing of the plan's files."""
