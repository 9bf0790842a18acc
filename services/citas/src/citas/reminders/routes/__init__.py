"""HTTP, by noun: decorators and about five lines per verb."""
