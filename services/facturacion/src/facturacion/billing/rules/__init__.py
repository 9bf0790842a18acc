"""What the clinic and the law decided, by noun. Pure: values in, a value or a Problem out."""
