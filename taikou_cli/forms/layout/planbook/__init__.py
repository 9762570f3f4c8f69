"""What stands in the workbook of the plan: its tables, their columns, and how cells are written."""
