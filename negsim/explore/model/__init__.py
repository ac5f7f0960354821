"""What can be moved on the page of `negsim explore`, as data: words for people, integer tables for its worker."""
