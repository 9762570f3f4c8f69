"""Open data: one file per format, `render(table) -> bytes` or `render_all(tables) -> bytes`."""
