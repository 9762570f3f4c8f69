"""Progress figures: pure arithmetic from plan and evaluations to counts, shares and rates."""
