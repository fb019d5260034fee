-- Which marks changed is read from the register itself.
DROP TABLE mark_touched;
