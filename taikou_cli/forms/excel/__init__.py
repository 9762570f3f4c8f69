"""A form as a workbook, out and back: the look, the hidden key sheet, the cells and what they mean."""
