#include <sys/types.h>
#include <stdbool.h>
#include <dkim.h>
