"""One function per use case that writes, by noun. Each receives `tx`; none opens or commits."""
