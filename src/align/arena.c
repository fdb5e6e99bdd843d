/*-------------------------------------------------------------------------
 *
 * arena.c
 *	  Memory for one call of the aligner.
 *
 * Nothing is given back before the end; what grows doubles, so that no more
 * than half of an array's memory was outgrown by it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"

#define FIRST_BLOCK		65536
#define ALIGNMENT		16

struct NpArenaBlock
{
	NpArenaBlock *before;
	size_t		size;
};

void *
np_arena_alloc(NpArena *arena, size_t size)
{
	void	   *memory;

	size = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
	if (size > arena->left)
	{
		size_t		block_size = FIRST_BLOCK;
		NpArenaBlock *block;

		if (arena->blocks != NULL)
			block_size = arena->blocks->size * 2;
		if (block_size < size + ALIGNMENT)
			block_size = size + ALIGNMENT;
		block = np_alloc(arena->host, block_size);
		block->before = arena->blocks;
		block->size = block_size;
		arena->blocks = block;
		arena->next = (char *) block + ALIGNMENT;
		arena->left = block_size - ALIGNMENT;
	}
	memory = arena->next;
	arena->next += size;
	arena->left -= size;
	return memory;
}

void *
np_arena_zeroed(NpArena *arena, size_t size)
{
	return memset(np_arena_alloc(arena, size), 0, size);
}

/*
 * Makes room for one item more behind count of them, each of size bytes.
 * Returns where the items are now.
 */
void *
np_arena_grow(NpArena *arena, void *items, size_t count, size_t *room,
			  size_t size)
{
	void	   *grown;

	if (count < *room)
		return items;
	*room = *room == 0 ? 64 : *room * 2;
	grown = np_arena_alloc(arena, *room * size);
	if (count > 0)
		memcpy(grown, items, count * size);
	return grown;
}

void
np_arena_free(NpArena *arena)
{
	while (arena->blocks != NULL)
	{
		NpArenaBlock *block = arena->blocks;

		arena->blocks = block->before;
		np_release(arena->host, block);
	}
	arena->left = 0;
}
