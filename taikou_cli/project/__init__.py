"""A plan's folder, loaded once and kept unchanged."""
