/// Where the messages of an mbox file (RFC 4155) start and end.
