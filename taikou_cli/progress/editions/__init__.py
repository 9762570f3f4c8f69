"""What an edition of a published year holds fast, and what has changed since."""
