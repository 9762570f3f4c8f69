"""Pictures of a year as SVG: one file per picture, with what it shows and the same as a table."""
