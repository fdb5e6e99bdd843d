/*-------------------------------------------------------------------------
 *
 * stored_query.c
 *	  The stored form of a newsprint_query: writing, reading, checking.
 *
 * stored_query.h has the layout.
 *
 *-------------------------------------------------------------------------
 */
#include "print/stored_query.h"

_Static_assert(sizeof(NpQueryHeader) == NP_QUERY_HEADER_SIZE,
			   "the header of a stored query has 8 bytes");
_Static_assert(offsetof(NpQueryHeader, flags) == 1 &&
			   offsetof(NpQueryHeader, reserved) == 2 &&
			   offsetof(NpQueryHeader, threshold) == 4,
			   "the header of a stored query has no padding");

#define AS_TEXT(number)	AS_TEXT_(number)
#define AS_TEXT_(number)	#number

NpQuery
np_query_open(const char *bytes, size_t size)
{
	NpQueryHeader header;
	NpQuery		query;

	memcpy(&header, bytes, sizeof(header));
	query.threshold = header.threshold[0] |
		(uint32_t) header.threshold[1] << 8 |
		(uint32_t) header.threshold[2] << 16 |
		(uint32_t) header.threshold[3] << 24;
	query.print = np_print_open(bytes + NP_QUERY_HEADER_SIZE,
								size - NP_QUERY_HEADER_SIZE);
	return query;
}

char *
np_query_from_hashes(const NpHost *host, NpParameters parameters,
					 uint32_t threshold,
					 const uint64_t *hashes, size_t nhashes,
					 size_t headroom, size_t *size)
{
	NpQueryHeader header;
	char	   *memory = np_print_from_hashes(host, parameters,
											  hashes, nhashes,
											  headroom + NP_QUERY_HEADER_SIZE,
											  SIZE_MAX, size);

	memset(&header, 0, sizeof(header));
	header.version = NP_QUERY_VERSION;
	header.threshold[0] = threshold;
	header.threshold[1] = threshold >> 8;
	header.threshold[2] = threshold >> 16;
	header.threshold[3] = threshold >> 24;
	memcpy(memory + headroom, &header, sizeof(header));
	*size += NP_QUERY_HEADER_SIZE;
	return memory;
}

const char *
np_query_invalid(const NpHost *host, const char *bytes, size_t size,
				 bool *of_print)
{
	NpQueryHeader header;
	NpQuery		query;
	const char *problem;

	*of_print = false;
	if (size < NP_QUERY_HEADER_SIZE)
		return "it is shorter than a header";
	memcpy(&header, bytes, sizeof(header));
	if (header.version != NP_QUERY_VERSION)
		return "its version is not known to this version of newsprint";
	if (header.flags != 0)
		return "it has flags that are not known to this version";
	if (header.reserved[0] != 0 || header.reserved[1] != 0)
		return "its reserved bytes are not zero";
	if (header.threshold[0] == 0 && header.threshold[1] == 0 &&
		header.threshold[2] == 0 && header.threshold[3] == 0)
		return "its threshold is zero";
	problem = np_print_invalid(host, bytes + NP_QUERY_HEADER_SIZE,
							   size - NP_QUERY_HEADER_SIZE);
	if (problem != NULL)
	{
		*of_print = true;
		return problem;
	}
	query = np_query_open(bytes, size);
	if ((query.print.flags & NP_NO_POSITIONS) == 0)
		return "its print has positions";
	if (query.print.entries > NP_MAX_QUERY_ENTRIES)
		return "it has more than " AS_TEXT(NP_MAX_QUERY_ENTRIES) " entries";
	return NULL;
}
