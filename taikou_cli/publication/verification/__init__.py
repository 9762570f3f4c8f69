"""What a sceptical reader asks of a bundle; the figures are computed anew by code of its own."""
