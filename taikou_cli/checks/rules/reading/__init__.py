"""Rules whose faults show while the files are read, under the rule's name: manual and `SEVERITY`."""
