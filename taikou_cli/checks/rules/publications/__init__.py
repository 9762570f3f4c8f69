"""Rules that hold later changes against what was published: a plan without publications skips them."""
