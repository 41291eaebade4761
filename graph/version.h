/* The version that outputs carry. */
#ifndef MAEK_GRAPH_VERSION_H
#define MAEK_GRAPH_VERSION_H

#define MAEK_VERSION "0.1.0"

#endif
