"""The kinds of reports: each is a file here, and is offered by being here."""
