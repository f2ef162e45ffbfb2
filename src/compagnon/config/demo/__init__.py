"""A believable cohort for the demo, made by the same operations as a real one."""
