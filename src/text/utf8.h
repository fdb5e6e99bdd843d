/*-------------------------------------------------------------------------
 *
 * utf8.h
 *	  Code points to and from UTF-8.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_UTF8_H
#define NP_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* A code point takes no more bytes */
#define NP_UTF8_MAX		4

/*
 * Decodes the code point that begins with data[0].  Returns the number of its
 * bytes, or 0 if there is no well-formed sequence (Unicode 15, table 3-7).
 * length, what is left of the text, is at least 1.
 */
static inline unsigned
np_utf8_decode(const char *data, size_t length, uint32_t *code)
{
	const unsigned char *s = (const unsigned char *) data;
	uint32_t	c = s[0];

	if (c < 0x80)
	{
		*code = c;
		return 1;
	}
	if (c >= 0xE0 && c < 0xF0)
	{
		if (length < 3 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80)
			return 0;
		c = (c & 0x0F) << 12 | (uint32_t) (s[1] & 0x3F) << 6 | (s[2] & 0x3F);
		if (c < 0x800 || c - 0xD800 < 0x800)
			return 0;
		*code = c;
		return 3;
	}
	if (c < 0xE0)
	{
		if (c < 0xC2 || length < 2 || (s[1] & 0xC0) != 0x80)
			return 0;
		*code = (c & 0x1F) << 6 | (s[1] & 0x3F);
		return 2;
	}
	if (c > 0xF4 || length < 4 || (s[1] & 0xC0) != 0x80 ||
		(s[2] & 0xC0) != 0x80 || (s[3] & 0xC0) != 0x80)
		return 0;
	c = (c & 0x07) << 18 | (uint32_t) (s[1] & 0x3F) << 12 |
		(uint32_t) (s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	if (c < 0x10000 || c > 0x10FFFF)
		return 0;
	*code = c;
	return 4;
}

/*
 * The UTF-8 of code as a number, its first byte lowest; the bytes above it are
 * zero.  Sets the length.
 */
static inline uint32_t
np_utf8_pack(uint32_t code, unsigned *length)
{
	if (code < 0x80)
	{
		*length = 1;
		return code;
	}
	if (code < 0x800)
	{
		*length = 2;
		return 0x80C0 | code >> 6 | (code & 0x3F) << 8;
	}
	if (code < 0x10000)
	{
		*length = 3;
		return 0x8080E0 | code >> 12 | (code >> 6 & 0x3F) << 8 |
			(code & 0x3F) << 16;
	}
	*length = 4;
	return 0x808080F0 | code >> 18 | (code >> 12 & 0x3F) << 8 |
		(code >> 6 & 0x3F) << 16 | (code & 0x3F) << 24;
}

/* Writes code to data, which has room for NP_UTF8_MAX; returns the length. */
static inline unsigned
np_utf8_encode(uint32_t code, char *data)
{
	unsigned	length;
	unsigned	i;
	uint32_t	packed = np_utf8_pack(code, &length);

	for (i = 0; i < length; i++)
		data[i] = (char) (packed >> (8 * i) & 0xFF);
	return length;
}

#endif							/* NP_UTF8_H */
