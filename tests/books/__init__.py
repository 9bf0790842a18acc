"""The books of a clinic written at random, for whoever holds sums against them."""
