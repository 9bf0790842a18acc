"""Use cases that write, by noun. Each receives the transaction, and neither opens nor commits one."""
