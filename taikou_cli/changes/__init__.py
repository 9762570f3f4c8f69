"""Two loaded plans → what changed between them, in the office's words."""
