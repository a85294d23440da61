#include <unicode/uspoof.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uchar.h>
