"""The workbook of the plan as a file of Excel."""
