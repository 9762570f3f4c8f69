"""One canonical style for the YAML files of a plan; comments and meaning stay."""
