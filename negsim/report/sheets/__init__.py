"""The tables of a workbook, each a sheet: what is in them, whatever program writes them."""
