"""A form as a workbook, out and back: the look, the hidden key sheet, the cells and what they mean."""

import os

# With lxml, which other libraries bring in, openpyxl writes other bytes of the same workbook.
os.environ["OPENPYXL_LXML"] = "False"
