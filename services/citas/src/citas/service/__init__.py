"""The use cases that write, by noun. Each receives `tx`; none opens or commits one."""
