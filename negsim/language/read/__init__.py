"""Nodes of a YAML file to the frozen models, every fault collected on the way."""
