"""For tests of scenarios and of packages that build on this one: strategies and oracles."""
