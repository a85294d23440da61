#include <sys/types.h>
#include <sys/uio.h>

/* vmsplice(2), which the C library declares for those only who ask it for all that is Linux's own. */
extern ssize_t vmsplice(int descriptor, const struct iovec *vectors, size_t count, unsigned int flags);
