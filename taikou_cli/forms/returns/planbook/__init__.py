"""A workbook of the plan that came back → the new texts of the plan's files."""
