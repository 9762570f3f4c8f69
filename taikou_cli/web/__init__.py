"""The local web application: the one place that knows the web libraries."""
