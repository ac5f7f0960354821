"""Where influence and salience alone would put each ordered issue, beside what was really agreed."""
