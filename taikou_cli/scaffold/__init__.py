"""New files: their text, never written over what is there."""
