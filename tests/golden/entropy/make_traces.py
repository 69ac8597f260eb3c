import numpy as np, itertools
from math import factorial, log
def code(w):
    c=0
    for j in range(1,len(w)):
        c+=factorial(j)*sum(1 for i in range(j) if w[i]>w[j])
    return c
for n in (2,3,4,5):
    N=factorial(n); L=2*n-1
    perms=np.array(list(itertools.permutations(range(L))),dtype=np.int8)
    codes=[]
    for s in range(n):
        c=np.zeros(len(perms),int)
        for j in range(1,n):
            a=np.zeros(len(perms),int)
            for i in range(j): a+=perms[:,s+i]>perms[:,s+j]
            c+=factorial(j)*a
        codes.append(c)
    V=np.zeros((N,N))
    for k in range(n):
        P=np.zeros((N,N)); np.add.at(P,(codes[0],codes[k]),1); P/=len(perms); P-=1/N**2
        V+=P if k==0 else P+P.T
    A=N*V; lam=np.linalg.eigvalsh((A+A.T)/2)
    print(n,lam.sum(),(lam**2).sum(),(lam**3).sum(), N-1, np.round(lam[-4:],3), (lam>1e-9).sum())
