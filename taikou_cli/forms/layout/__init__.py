"""What stands on a form: which forms there are, their sheets, lines and fields. No Excel yet."""
