"""How far each reservation value may rise, and what each red line and each option costs, one at a time."""
