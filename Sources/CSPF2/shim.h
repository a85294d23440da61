#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#define HAVE_NS_TYPE 1
#include <spf2/spf.h>
#include <spf2/spf_dns.h>
#include <spf2/spf_dns_rr.h>

/* The handlers are global variables, which Swift may not write. The default ones print to standard error. */
static void backstamp_spf2_silent(const char *file, int line, const char *message)
{
    (void)file; (void)line; (void)message;
}

static inline void backstamp_spf2_silence(void)
{
    SPF_warning_handler = backstamp_spf2_silent;
    SPF_info_handler = backstamp_spf2_silent;
    SPF_debug_handler = backstamp_spf2_silent;
}
