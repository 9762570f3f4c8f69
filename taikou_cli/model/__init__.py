"""The schema of the plan's files: its only definition."""
