"""The website of a year: plain pages that work from a folder, without a server or JavaScript."""
