"""What a problem is made of: tables, formulas, blames, and what can be told of them without a walk."""
