"""Documents of many kinds to their text, safely: nothing is fetched, run or unpacked without a bound."""
