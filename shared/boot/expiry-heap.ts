/** A binary heap that knows where each of its members is, so that the soonest to expire is at hand and any can be moved in O(log n). */

export interface Expiring {
  /** ms since 1970. */
  expiresAt: number;
  /** Position in the heap; owned by ExpiryHeap, -1 outside. */
  heapIndex: number;
}

export class ExpiryHeap<T extends Expiring> {
  readonly #members: T[] = [];

  get size(): number {
    return this.#members.length;
  }

  /** The member with the smallest `expiresAt`. */
  peek(): T | undefined {
    return this.#members[0];
  }

  /** Call after `expiresAt` of a member changed, or with a new member. */
  place(member: T): void {
    if (member.heapIndex < 0) {
      member.heapIndex = this.#members.length;
      this.#members.push(member);
    }
    this.#up(member);
    this.#down(member);
  }

  remove(member: T): void {
    const index = member.heapIndex;
    if (index < 0) return;
    member.heapIndex = -1;
    const last = this.#members.pop() as T;
    if (last === member) return;
    last.heapIndex = index;
    this.#members[index] = last;
    this.#up(last);
    this.#down(last);
  }

  #up(member: T): void {
    let index = member.heapIndex;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#members[parentIndex] as T;
      if (parent.expiresAt <= member.expiresAt) break;
      this.#seat(parent, index);
      index = parentIndex;
    }
    this.#seat(member, index);
  }

  #down(member: T): void {
    let index = member.heapIndex;
    for (;;) {
      const left = this.#members[index * 2 + 1];
      const right = this.#members[index * 2 + 2];
      const child = right && left && right.expiresAt < left.expiresAt ? right : left;
      if (!child || child.expiresAt >= member.expiresAt) break;
      const childIndex = child.heapIndex;
      this.#seat(child, index);
      index = childIndex;
    }
    this.#seat(member, index);
  }

  #seat(member: T, index: number): void {
    this.#members[index] = member;
    member.heapIndex = index;
  }
}
