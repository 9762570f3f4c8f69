"""The yearly publication: who may be published, the bundle, and the record of it."""
